export default definePageConfig({ navigationBarTitleText: '爱心呼叫器' })
