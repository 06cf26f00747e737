export default definePageConfig({ navigationBarTitleText: '发绑定码' })
