export default definePageConfig({ navigationBarTitleText: '居家养老申请' })
