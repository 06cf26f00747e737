import { createRequire } from 'node:module'

const from = createRequire(import.meta.url)

/**
 * Noto Serif SC (OFL): every character of GBK and the common ones beyond. A bundle puts other addresses in the place of
 * these, of copies beside it (`config/deploy/paper-fonts.ts`).
 */
export const fontFiles = {
  regular: from.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: from.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
}
