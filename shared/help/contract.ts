import type { Contract } from '../contract.ts'
import { attachmentsContract } from './attachments-contract.ts'
import { callsContract } from './calls-contract.ts'
import { careContract } from './care-contract.ts'
import { deskContract } from './desk-contract.ts'
import { devicesContract } from './devices-contract.ts'
import { drillsContract } from './drills-contract.ts'
import { movesContract } from './moves-contract.ts'
import { settingsContract } from './settings-contract.ts'
import { reportContract } from './report-contract.ts'
import { tasksContract } from './tasks-contract.ts'
import { wellnessContract } from './wellness-contract.ts'

export type { CallCard, CallEvent, DeskCall, HelpCall } from './call.ts'

/** Every endpoint of help: one file per part. */
export const helpContract = {
  ...callsContract,
  ...movesContract,
  ...deskContract,
  ...settingsContract,
  ...attachmentsContract,
  ...devicesContract,
  ...drillsContract,
  ...tasksContract,
  ...wellnessContract,
  ...careContract,
  ...reportContract,
} satisfies Contract
