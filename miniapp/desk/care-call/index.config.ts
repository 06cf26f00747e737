export default definePageConfig({ navigationBarTitleText: '问候' })
