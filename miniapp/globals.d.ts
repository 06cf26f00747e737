declare module '*.css'
declare const __API_BASE__: string
declare function defineAppConfig<Config extends object>(config: Config): Config
declare function definePageConfig<Config extends object>(config: Config): Config
