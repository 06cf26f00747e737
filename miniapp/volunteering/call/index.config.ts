export default definePageConfig({ navigationBarTitleText: '临时缺人' })
