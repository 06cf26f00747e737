export default definePageConfig({ navigationBarTitleText: '申请办到哪儿了' })
