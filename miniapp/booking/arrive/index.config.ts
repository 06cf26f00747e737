export default definePageConfig({ navigationBarTitleText: '到了签到' })
