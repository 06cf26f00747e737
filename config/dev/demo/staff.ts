import type { StaffRole } from '../../../shared/contract.ts'
import { idOf } from './ids.ts'
import { areas, communities } from './places.ts'

export interface DemoStaff {
  accountId: string
  openId: string
  name: string
  phone: string
  role: StaffRole
  areaCode: string
  postName: string
}

/** Grid workers in the order of the grids. */
const gridWorkers = [
  '吴浩',
  '何晓峰',
  '李敏',
  '郭佳佳',
  '丁小军',
  '叶兰',
  '潘伟',
  '田甜',
  '蒋文杰',
  '谢芳芳',
  '韩磊',
  '陶然',
]

const others: readonly (readonly [name: string, role: StaffRole, areaCode: string, postName: string])[] = [
  ['赵雨桐', 'community_staff', '320199001001', '梅园社区 A 岗'],
  ['沈卫东', 'community_staff', '320199001001', '梅园社区 B 岗'],
  ['林芳', 'doctor', '320199001001', '社区医生'],
  ['钱慧', 'community_staff', '320199001002', '兰园社区 A 岗'],
  ['曹志远', 'community_staff', '320199001002', '兰园社区 B 岗'],
  ['许红梅', 'doctor', '320199001002', '社区医生'],
  ['冯雪', 'community_staff', '320199002001', '竹林社区 A 岗'],
  ['程亮', 'community_staff', '320199002001', '竹林社区 B 岗'],
  ['袁立', 'doctor', '320199002001', '社区医生'],
  ['孙志强', 'dispatcher', '320199001', '街道值班'],
  ['马丽', 'dispatcher', '320199002', '街道值班'],
  ['刘倩', 'dispatcher', '320199', '区中心值班'],
  ['高明', 'admin', '320199', '区平台管理员'],
  ['周宁', 'doctor', '320199001001', '社区中医'],
]

/** The 26 people who work here: 12 in the grids, 10 in the communities, 2 in the streets, 2 in the district. */
export const staff: readonly DemoStaff[] = [
  ...communities
    .flatMap(({ gridCodes }) => gridCodes)
    .map((code, index) => member(gridWorkers[index] ?? '', 'grid_worker', code, `${nameOf(code)}网格员`, index)),
  ...others.map(([name, role, areaCode, postName], index) => member(name, role, areaCode, postName, 12 + index)),
]

function nameOf(code: string): string {
  return areas.find((area) => area.code === code)?.name ?? ''
}

function member(name: string, role: StaffRole, areaCode: string, postName: string, index: number): DemoStaff {
  return {
    accountId: idOf(`demo staff ${name}`),
    openId: `o-demo-staff-${String(index + 1).padStart(2, '0')}`,
    name,
    phone: `1990000${9001 + index}`,
    role,
    areaCode,
    postName,
  }
}
