import type { Background } from '../platform/slice.ts'

export const homecareBackground: Background = { sources: [], advances: {} }
