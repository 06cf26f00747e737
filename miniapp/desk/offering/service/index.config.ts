export default definePageConfig({ navigationBarTitleText: '一项服务' })
