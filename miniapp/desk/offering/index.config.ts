export default definePageConfig({ navigationBarTitleText: '社区的服务' })
