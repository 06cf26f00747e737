/** As many as the server keeps. */
export const mostContacts = 5

const dialled = /^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{3,5})$/

export interface ContactDraft {
  name: string
  phone: string
  address: string
}

export type ContactProblems = Partial<Record<keyof ContactDraft, string>>

/** The telephone as it is sent: blanks and dashes between the groups of a mobile number do not count. */
export function phoneOf(typed: string): string {
  const phone = typed.replace(/\s/g, '')
  return phone.startsWith('0') ? phone : phone.replace(/-/g, '')
}

/** What is wrong with a contact, at the field where it is wrong; empty when it can be sent. */
export function problemsOf({ name, phone, address }: ContactDraft): ContactProblems {
  return {
    ...(name.trim() === '' ? { name: '请写上姓名。' } : {}),
    ...(name.trim().length > 20 ? { name: '姓名最多 20 个字。' } : {}),
    ...(dialled.test(phoneOf(phone)) ? {} : { phone: '电话不对。手机是 11 位，座机带上区号。' }),
    ...(address.trim().length > 60 ? { address: '住址最多 60 个字。' } : {}),
  }
}
