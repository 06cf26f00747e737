export default definePageConfig({ navigationBarTitleText: '绑定居民' })
