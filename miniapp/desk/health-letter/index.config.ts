export default definePageConfig({ navigationBarTitleText: '写转诊信' })
