export default definePageConfig({ navigationBarTitleText: '测试我的按钮' })
