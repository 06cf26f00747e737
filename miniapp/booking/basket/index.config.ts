export default definePageConfig({ navigationBarTitleText: '看一看，约下来' })
