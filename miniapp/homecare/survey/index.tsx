import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { careCategories, careCategoryCodes } from '../../../shared/homecare/categories.ts'
import type { Survey, SurveyContent } from '../../../shared/homecare/schemas.ts'
import { abilityOf, carers, missingIn, surveyAnswers, surveyQuestions } from '../../../shared/homecare/survey.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { goBack, replacePage } from '../../client/navigate.ts'
import { newId } from '../../client/new-id.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { answerWords, carerWords, levelLines } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { CheckChips } from '../../ui/check-chips.tsx'
import { Chips, Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Milliseconds without a change after which what is filled in is kept. */
const quietMilliseconds = 1200
const empty: SurveyContent = { answers: {}, carer: null, wanted: [], note: '' }

/** The needs survey: for oneself, for family, or by staff at the door (`desk` in the address). Kept as it is filled in. */
export default function SurveyPage() {
  const person = { communityId: useParameter('community'), residentId: useParameter('resident') }
  const isDesk = useParameter('desk') !== ''
  const query = useQuery('homecare.survey', person.residentId === '' ? undefined : { person })
  return (
    <Page title="需求调查" help={!isDesk}>
      <QueryView query={query} rows={5}>
        {({ name, survey }) => <Form person={person} name={name} kept={survey} isDesk={isDesk} />}
      </QueryView>
    </Page>
  )
}

function Form({
  person,
  name,
  kept,
  isDesk,
}: {
  person: PersonRef
  name: string
  kept: Survey | null
  isDesk: boolean
}) {
  const [content, setContent] = useState<SurveyContent>(() => (kept === null ? empty : contentOf(kept)))
  const [isAsked, setAsked] = useState(false)
  const save = useCommand('homecare.saveSurvey')
  const apply = useCommand('homecare.apply')
  const [surveyId] = useState(() => kept?.surveyId ?? newId())
  const version = useRef(kept?.version ?? 0)
  const saved = useRef(JSON.stringify(content))
  const missing = missingIn(content)
  const level = abilityOf(content.answers)

  async function keep(submit: boolean) {
    const words = JSON.stringify(content)
    const answer = await save.run({ id: surveyId, person, version: version.current, submit, ...content })
    if (answer?.ok === true) {
      version.current = answer.data.version
      saved.current = words
    }
    return answer?.ok === true
  }
  useEffect(() => {
    if (save.isBusy || save.error !== undefined || JSON.stringify(content) === saved.current) return undefined
    const timer = setTimeout(() => void keep(false), quietMilliseconds)
    return () => clearTimeout(timer)
  })
  async function send() {
    setAsked(true)
    if (missing.length > 0 || !(await keep(true))) return
    const { communityId } = person
    const answer = await apply.run({ id: newId(), communityId, surveyId })
    if (answer?.ok !== true) return
    say('申请交上去了')
    const page = isDesk ? 'desk/homecare-case/index' : 'homecare/application/index'
    replacePage(page, { community: communityId, id: answer.data.applicationId })
  }
  async function later() {
    if (JSON.stringify(content) !== saved.current && !(await keep(false))) return
    say('存好了，回头接着填')
    goBack()
  }
  const error = save.error ?? apply.error

  return (
    <>
      <Notice text={`${name}的情况，照实填。填一样存一样，没填完也不会丢。`} />
      <Section title="平时自己行不行" first>
        <Card pad className="col g4">
          {surveyQuestions.map(({ code, name: what }) => (
            <View key={code} className="col g2">
              <View className="field__label">
                <Text>{what}</Text>
              </View>
              <Segmented
                label={what}
                options={surveyAnswers.map((value) => ({ value, text: answerWords(code)[value] }))}
                value={content.answers[code] ?? ('' as never)}
                onChange={(value) => setContent({ ...content, answers: { ...content.answers, [code]: value } })}
              />
            </View>
          ))}
        </Card>
      </Section>
      {level === undefined ? null : <Notice text={`照这样填，是${levelLines[level]}。以上门看的为准。`} />}
      <Section title="家里和想要的">
        <Card pad className="col g4">
          <View className="col g2">
            <View className="field__label">
              <Text>家里谁照顾</Text>
            </View>
            <View className="chips-wrap">
              <Chips
                label="家里谁照顾"
                options={carers.map((value) => ({ value, text: carerWords[value] }))}
                value={content.carer ?? ('' as never)}
                onChange={(carer) => setContent({ ...content, carer })}
              />
            </View>
          </View>
          <CheckChips
            label="想要哪些服务"
            options={careCategoryCodes.map((value) => ({ value, text: careCategories[value].name }))}
            values={content.wanted}
            onChange={(wanted) => setContent({ ...content, wanted })}
          />
          <Field
            label="还想说的"
            value={content.note}
            onInput={(note) => setContent({ ...content, note })}
            placeholder="晚上起夜多，怕摔"
            maxLength={300}
            id="note"
          />
        </Card>
      </Section>
      {isAsked && missing.length > 0 ? <Notice kind="warn" text={`还差：${missing.join('、')}。`} /> : null}
      {error === undefined ? null : <Notice kind="warn" text={error.message} />}
      <View className="quiet t-small">
        <Say>交上去就是申请：社区先上门看，再答复批不批。</Say>
      </View>
      <Btn
        text="填好了，申请"
        kind="primary"
        size="l"
        wide
        isBusy={save.isBusy || apply.isBusy}
        busyText="正在存"
        onPress={() => void send()}
      />
      <Btn text="先存着，回头再填" kind="plain" wide onPress={() => void later()} />
    </>
  )
}

function contentOf({ answers, carer, wanted, note }: Survey): SurveyContent {
  return { answers, carer, wanted, note }
}
