import type { ModelLevel, StationStandard } from '../../shared/volunteers/stations.ts'

/** What a model station has, as a worker ticks it. */
export const standardWords: Readonly<Record<StationStandard, string>> = {
  place: '有固定的地方',
  sign: '门口有标识',
  leader: '有人专门管',
  team: '有常来的队伍',
  menu: '服务内容贴出来了',
  hours_posted: '开门时间贴出来了',
  record: '时长按时记',
  first_aid: '有急救箱',
}

export const modelWords: Readonly<Record<ModelLevel, string>> = {
  street: '街道示范站',
  district: '区示范站',
  city: '市示范站',
}
