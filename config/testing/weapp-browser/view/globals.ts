declare global {
  interface Window {
    __TEMPLATES: Record<string, unknown>
    __BUILT_INS: Record<string, unknown>
    __JSON: Record<string, Record<string, unknown>>
    __STYLES: Record<string, string>
    __MODULES: Record<string, (...values: unknown[]) => void>
    __WX_NAMES: string[]
    /** Provided by the test: what WeChat hands out. */
    __loginCode: () => Promise<string>
    __phoneCode: () => Promise<string>
    /** For the test: which `wx` functions were called, and the page stack. */
    __miniProgram: { calls: { name: string; argument: unknown }[]; routes: () => string[]; ready: boolean }
  }
  const HIDDEN_COUNT: number
}

export {}
