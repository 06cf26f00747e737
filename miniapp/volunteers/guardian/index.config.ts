export default definePageConfig({ navigationBarTitleText: '家长点头' })
