export default definePageConfig({ navigationBarTitleText: '给家人打电话' })
