export default definePageConfig({ navigationBarTitleText: '这次上门' })
