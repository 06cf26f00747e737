import type { Topic } from '../../../shared/inbox/topics.ts'
import type { MessageTemplate } from '../../../api/_src/platform/wechat/templates.ts'
import type { SimulatedTemplate } from './state.ts'

const fields = { thing1: 'title', thing2: 'body', time3: 'at' } as const

/** The templates of the development mini-program, as `WECHAT_TEMPLATES` would name them. */
export const developmentTemplates = {
  booking: { templateId: 'development-booking', fields },
  volunteering: { templateId: 'development-volunteering', fields },
  help: { templateId: 'development-help', fields },
  notice: { templateId: 'development-notice', fields },
} as const satisfies Record<Topic, MessageTemplate>

const simulated = (topic: Topic, title: string): SimulatedTemplate => ({
  templateId: developmentTemplates[topic].templateId,
  title,
  fields: Object.keys(fields),
})

/** The same templates as the simulated WeChat knows them. */
export const simulatedTemplates: readonly SimulatedTemplate[] = [
  simulated('booking', '预约结果通知'),
  simulated('volunteering', '志愿活动通知'),
  simulated('help', '求助处理进度提醒'),
  simulated('notice', '社区公告通知'),
]
