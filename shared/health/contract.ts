import type { Contract } from '../contract.ts'
import { checkUpContract } from './check-up-contract.ts'
import { doctorContract } from './doctor-contract.ts'
import { referralContract } from './referral-contract.ts'

/** 家庭医生, 体检, 双向转诊. Everything here is sensitive (PIPL §28): see each row's callers. */
export const healthContract = { ...doctorContract, ...checkUpContract, ...referralContract } satisfies Contract
