import type { Environment } from '../../api/_src/platform/env.ts'
import type { SimulatedTemplate } from './wechat-simulator/index.ts'

/** The mini-program as the simulated WeChat knows it. */
export const localEnvironment: Pick<Environment, 'wechat' | 'templates' | 'deviceSecret' | 'volunteerSecret'> = {
  wechat: {
    baseUrl: 'http://wechat.simulator',
    appId: 'wx0000000000000000',
    appSecret: 'only-the-simulator-knows-this',
    miniprogramState: 'developer',
  },
  deviceSecret: 'only-for-the-made-up-devices-of-the-demo',
  volunteerSecret: 'only-for-the-made-up-people-of-the-demo',
  templates: {
    booking: { templateId: 'local-booking', fields: { thing1: 'title', thing2: 'body', time3: 'at' } },
    volunteering: { templateId: 'local-volunteering', fields: { thing1: 'title', thing2: 'body', time3: 'at' } },
    help: { templateId: 'local-help', fields: { thing1: 'title', thing2: 'body', time3: 'at' } },
    notice: { templateId: 'local-notice', fields: { thing1: 'title', thing2: 'body', time3: 'at' } },
  },
}

const titles = { booking: '预约提醒', volunteering: '志愿服务提醒', help: '求助进展', notice: '社区通知' }

/** The same templates as chosen in the simulated console. */
export const localTemplates: readonly SimulatedTemplate[] = Object.entries(localEnvironment.templates).map(
  ([topic, { templateId, fields }]) => ({
    templateId,
    title: titles[topic as keyof typeof titles],
    fields: Object.keys(fields),
  }),
)
