import type { figuresContract } from '../../../../shared/volunteers/figures-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const figuresHandlers: Handlers<typeof figuresContract> = {}
