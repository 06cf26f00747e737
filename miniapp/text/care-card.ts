import type { CareLines } from '../../shared/people/care-card-contract.ts'

/** The lines of the care card in the order in which somebody at the door needs them. */
export const careFields = [
  { key: 'allergies', name: '过敏', ask: '对什么过敏', example: '比如 青霉素、海鲜', longest: 200 },
  {
    key: 'conditions',
    name: '老毛病',
    ask: '有什么老毛病，动过什么手术',
    example: '比如 高血压，心脏装过支架',
    longest: 200,
  },
  { key: 'medicines', name: '在吃的药', ask: '在吃什么药', example: '比如 阿司匹林，早上一片', longest: 300 },
  { key: 'speech', name: '说什么话', ask: '说什么话', example: '比如 说南京话，普通话听得懂', longest: 60 },
  { key: 'senses', name: '听和看', ask: '听得清、看得清吗', example: '比如 右耳背，站左边说', longest: 100 },
  { key: 'keyHolder', name: '备用钥匙', ask: '备用钥匙在谁那里', example: '比如 402 周建国', longest: 80 },
  { key: 'note', name: '还要知道', ask: '还有什么要让来的人知道', example: '比如 家里有只狗，不咬人', longest: 200 },
] as const satisfies readonly {
  key: Exclude<keyof CareLines, 'bloodType'>
  name: string
  ask: string
  example: string
  longest: number
}[]

export const emptyCard: CareLines = {
  conditions: '',
  medicines: '',
  allergies: '',
  speech: '',
  senses: '',
  bloodType: null,
  keyHolder: '',
  note: '',
}

export const bloodGroups = [
  { value: 'A', text: 'A 型' },
  { value: 'B', text: 'B 型' },
  { value: 'AB', text: 'AB 型' },
  { value: 'O', text: 'O 型' },
  { value: '', text: '不知道' },
] as const

/** `O 型，Rh 阴性`. */
export function bloodWords(type: NonNullable<CareLines['bloodType']>): string {
  return type.endsWith('-') ? `${type.slice(0, -1)} 型，Rh 阴性` : `${type} 型`
}

/** How the agreement came about. */
export const agreedWords = { self: '本人点的头', family: '家里人问过本人', desk: '本人在服务台点的头' } as const
