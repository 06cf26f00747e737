import { everydaySlices } from './everyday-slices.ts'
import { helpSlice } from './help/slice.ts'
import type { Slice } from './platform/slice.ts'

/** Every slice. Help comes first: on a tick its deadlines are moved before anything else. */
export const slices: readonly Slice[] = [helpSlice, ...everydaySlices]
