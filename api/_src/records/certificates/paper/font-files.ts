import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)

/**
 * Noto Serif SC (OFL): every character of GBK and the common ones beyond. A bundle puts other addresses in the place of
 * these, of copies beside it (`config/deploy/certificate-fonts.ts`).
 */
export const fontFiles = {
  regular: resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
}
