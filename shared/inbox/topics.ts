/** What a message is about; a person allows WeChat messages by topic. */
export const topics = ['booking', 'volunteering', 'help', 'notice'] as const
export type Topic = (typeof topics)[number]
