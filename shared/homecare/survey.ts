import type { AbilityLevel } from './lifecycle.ts'

/**
 * What the survey asks. The first six are the indicators of the rules for people in special hardship
 * (特困人员认定办法): who fails none looks after themselves, one to three partly, four and more not.
 */
export const surveyQuestions = [
  { code: 'eating', name: '吃饭', isIndicator: true },
  { code: 'dressing', name: '穿衣', isIndicator: true },
  { code: 'bed', name: '上下床', isIndicator: true },
  { code: 'toilet', name: '上厕所', isIndicator: true },
  { code: 'walking', name: '屋里走动', isIndicator: true },
  { code: 'bathing', name: '洗澡', isIndicator: true },
  { code: 'memory', name: '记性', isIndicator: false },
  { code: 'sight', name: '看东西', isIndicator: false },
  { code: 'hearing', name: '听声音', isIndicator: false },
] as const
export type SurveyQuestion = (typeof surveyQuestions)[number]['code']
export const questionCodes = surveyQuestions.map(({ code }) => code)

/** By oneself; with somebody's help; not at all. Of memory and senses: well, less well, badly. */
export const surveyAnswers = ['well', 'helped', 'not'] as const
export type SurveyAnswer = (typeof surveyAnswers)[number]
export type Answers = Readonly<Partial<Record<SurveyQuestion, SurveyAnswer>>>

/** Who looks after the person at home. */
export const carers = ['nobody', 'spouse', 'child', 'relative', 'paid', 'other'] as const
export type Carer = (typeof carers)[number]

/** The level the six indicators give; undefined while one of them is not answered. */
export function abilityOf(answers: Answers): AbilityLevel | undefined {
  const given = surveyQuestions.filter(({ isIndicator }) => isIndicator).map(({ code }) => answers[code])
  if (given.includes(undefined)) return undefined
  const failed = given.filter((answer) => answer !== 'well').length
  return failed === 0 ? 'able' : failed <= 3 ? 'partly' : 'unable'
}

/** The names of what is still to be answered before a survey can be handed in. */
export function missingIn(survey: { answers: Answers; carer: Carer | null; wanted: readonly string[] }): string[] {
  const open: string[] = surveyQuestions
    .filter(({ code }) => survey.answers[code] === undefined)
    .map(({ name }) => name)
  if (survey.carer === null) open.push('家里谁照顾')
  if (survey.wanted.length === 0) open.push('想要哪些服务')
  return open
}
