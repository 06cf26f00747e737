import type { Contract } from '../contract.ts'
import { callsContract } from './calls-contract.ts'
import { deskContract } from './desk-contract.ts'
import { devicesContract } from './devices-contract.ts'
import { reportContract } from './report-contract.ts'
import { tasksContract } from './tasks-contract.ts'

export type { CallCard, CallEvent, DeskCall, HelpCall } from './call.ts'

/** Every endpoint of help: one file per part. */
export const helpContract = { ...callsContract, ...deskContract, ...devicesContract, ...tasksContract, ...reportContract } satisfies Contract
