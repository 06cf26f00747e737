import { expect, it } from 'vitest'
import type { VolunteerFile } from '../../../shared/volunteers/registration-contract.ts'
import { exportText } from './export-text.ts'

const volunteer: VolunteerFile = {
  person: { communityId: '320102001001', residentId: '01KAMS00000000000000000000' },
  volunteerNumber: '12345678',
  status: 'active',
  complete: true,
  name: '许一鸣',
  sex: 'male',
  birthDate: '2011-05-12',
  idNumberShown: '3****************X',
  livingArea: '梅园社区 7 栋',
  phone: '13900001111',
  skills: ['computer'],
  serviceKinds: ['children'],
  freeTimes: ['weekend'],
  introduction: '会修手机',
  consents: [{ purpose: 'records', agreed: true, version: '2026-11-23', at: '2026-11-24T02:00:00.000Z' }],
  guardian: {
    name: '陈静',
    phone: '13900002222',
    relation: 'mother',
    agreedAt: '2026-11-24T03:00:00.000Z',
    paperSeenBy: null,
  },
  pausedUntil: null,
  joinedAt: '2026-11-24T02:00:00.000Z',
  leftAt: null,
  version: 3,
  history: [
    { at: '2026-11-24T02:00:00.000Z', what: 'registered', by: null, fields: [] },
    { at: '2026-11-24T04:00:00.000Z', what: 'changed', by: '赵雨桐', fields: ['phone', 'skills'] },
  ],
}

it('holds everything that is stored, in words, and says where the rest is', () => {
  const text = exportText(volunteer, new Date('2026-11-24T05:00:00.000Z'))
  for (const words of [
    '1234 5678',
    '许一鸣',
    '2011 年 5 月 12 日',
    '3****************X',
    '梅园社区 7 栋',
    '13900001111',
    '会用电脑手机',
    '带孩子',
    '周末',
    '会修手机',
    '陈静，妈妈，13900002222，2026 年 11 月 24 日 11:00 点头',
    '登记和记时长：同意，2026 年 11 月 24 日 10:00，说明版本 2026-11-23',
    '改了资料（手艺、电话）'.replace('手艺、电话', '电话、手艺'),
    '赵雨桐代办',
    '时长在“服务时长”那一页',
  ]) {
    expect(text).toContain(words)
  }
})
