export default definePageConfig({ navigationBarTitleText: '登录值守台' })
