export default definePageConfig({ navigationBarTitleText: '约服务' })
