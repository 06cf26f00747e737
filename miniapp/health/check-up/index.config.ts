export default definePageConfig({ navigationBarTitleText: '体检通知' })
