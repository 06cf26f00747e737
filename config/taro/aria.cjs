const path = require('node:path')
const { components } = require('./aria-components.cjs')

module.exports = (context) => {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      // Only mini-program platforms have templates; H5 passes aria attributes through by itself.
      if (!platform.template) return
      platform.template.mergeComponents(context, components)
      platform.runtimePath = [].concat(platform.runtimePath, path.resolve(__dirname, 'aria-runtime.cjs'))
    },
  })
}
