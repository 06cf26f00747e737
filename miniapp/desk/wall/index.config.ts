export default definePageConfig({ navigationBarTitleText: '社区大屏' })
