import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'

const root = process.cwd()
const isH5 = process.env['TARO_ENV'] === 'h5'
/** The code both sides agree on lies outside the source root, so Taro must be told to compile it too. */
const alsoCompiled = [path.resolve(root, 'shared')]

const splitChunks = {
  chunks: 'all',
  maxInitialRequests: 20,
  minSize: 0,
  cacheGroups: {
    default: false,
    defaultVendors: false,
    // Taro's default repeats components in the chunk of every page.
    common: { name: false, minChunks: 2, priority: 1, reuseExistingChunk: true },
    react: { name: 'react', test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 10 },
  },
} as const

export default defineConfig(async (merge) => {
  const base: UserConfigExport = {
    projectName: 'linlitong',
    date: '2026-11-22',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
    sourceRoot: 'miniapp',
    outputRoot: process.env['OUTPUT_ROOT'] ?? (isH5 ? 'dist/h5' : 'dist/weapp'),
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    plugins: [path.resolve(root, 'config/taro/aria.cjs')],
    defineConstants: { __API_BASE__: JSON.stringify(process.env['API_BASE'] ?? '') },
    cache: { enable: false },
    copy: { patterns: [], options: {} },
    mini: {
      compile: { include: alsoCompiled },
      optimizeMainPackage: { enable: true },
      // Sizes are CSS px and mean what they say on every phone.
      postcss: { pxtransform: { enable: false, config: {} } },
    },
    h5: {
      compile: { include: alsoCompiled },
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'browser' },
      // `npm run dev` hands its pages on through the local server; the browser is reloaded by hand.
      devServer: { open: false, hot: false, liveReload: false, client: false, host: '127.0.0.1' },
      webpackChain(chain) {
        if (process.env['NODE_ENV'] === 'production') chain.optimization.merge({ splitChunks })
        chain.performance.hints(false)
      },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        pxtransform: { enable: false, config: {} },
        cssModules: { enable: false },
      },
    },
  }
  return merge({}, base)
})
