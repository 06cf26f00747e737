import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { figuresContract } from '../../../shared/volunteers/figures-contract.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'

/** For every endpoint of stations and figures an input that aims at the elder's community. */
export function figuresSamples({
  elder: {
    person: { communityId },
  },
}: Cast): { [Name in keyof typeof figuresContract]: Input<Endpoints[Name]> } {
  return {
    'volunteers.stations': { communityId },
    'volunteers.saveStation': {
      id: newId(),
      communityId,
      version: 0,
      name: '梅园志愿服务站',
      place: '社区一楼',
      openHours: '每天 8:30–17:30',
      personInCharge: '孙志强',
      phone: '02588886666',
      standard: [],
      model: null,
      isOpen: true,
    },
    'volunteers.figures': {},
    'volunteers.setPopulation': { communityId, people: 6_800, countedOn: '2026-11-01', source: '户籍和流动人口台帐' },
  }
}
