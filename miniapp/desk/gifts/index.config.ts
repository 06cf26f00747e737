export default definePageConfig({ navigationBarTitleText: '积分和小礼物' })
