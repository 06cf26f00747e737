export default definePageConfig({ navigationBarTitleText: '叫号和签到' })
