import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ResourceDraft } from '../../../../shared/booking/offering-schemas.ts'
import { weekOf } from '../../../../shared/people/roster.ts'
import { useQuery } from '../../../client/use-query.ts'
import { resourceKindWords } from '../../../text/offering.ts'
import { Field, Segmented } from '../../../ui/forms.tsx'
import { Card, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/states.tsx'
import { EditorPage, SaveBar } from '../editor-page.tsx'
import type { OfferingData } from '../use-offering.ts'
import { PickOne } from '../pick-one.tsx'

/** A window, a room, a car, wheelchairs, or somebody who works: what a booking takes up. */
export default function ResourcePage() {
  return (
    <EditorPage title="窗口、房间、车和人">
      {({ communityId, id, data, isWide }) => (
        <Form key={id} communityId={communityId} id={id} data={data} isWide={isWide} />
      )}
    </EditorPage>
  )
}

const listOf = (typed: string) =>
  typed
    .split(/[、，,\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

function Form({
  communityId,
  id,
  data,
  isWide,
}: {
  communityId: string
  id: string
  data: OfferingData
  isWide: boolean
}) {
  // as it was when the form was opened: what somebody else saves meanwhile must not be written over unseen
  const [there] = useState(() => data.resources.filter(({ resourceId }) => resourceId === id)[0])
  const [draft, setDraft] = useState<ResourceDraft>(() => draftOf(id, there))
  const [units, setUnits] = useState(String(draft.units))
  const [skills, setSkills] = useState(draft.skills.join('、'))
  const [dialects, setDialects] = useState(draft.dialects.join('、'))
  const put = (change: Partial<ResourceDraft>) => setDraft({ ...draft, ...change })
  const isWorker = draft.kind === 'worker'
  const isNumber = /^([1-9]|[12]\d|30)$/.test(units)
  const resource: ResourceDraft = {
    ...draft,
    units: isWorker || !isNumber ? 1 : Number(units),
    skills: isWorker ? listOf(skills) : [],
    dialects: isWorker ? listOf(dialects) : [],
    gender: isWorker ? draft.gender : null,
    accountId: isWorker ? draft.accountId : null,
    building: isWorker ? draft.building.trim() : '',
  }
  const servedBy = data.services.filter(({ needs }) => needs.some((need) => need.indexOf(id) !== -1))
  return (
    <View className={isWide ? 'offering-form' : 'col g3'}>
      <View className="col g3">
        {there?.isWithdrawn === true ? <Notice kind="warn" text="已经停用了。存下来就重新用。" /> : null}
        <Card pad className="col g3">
          <PickOne
            label="是什么"
            options={resourceKindWords.map(({ kind, text }) => ({ value: kind, text }))}
            value={draft.kind}
            onChange={(kind) => put({ kind })}
          />
          <Field
            label={isWorker ? '怎么称呼，居民看得到' : '叫什么'}
            value={draft.name}
            onInput={(name) => put({ name })}
            placeholder={isWorker ? '周敏护士' : '1 号窗口'}
            maxLength={40}
            id="name"
          />
          {isWorker ? null : (
            <Field
              label="一样的有几个"
              type="number"
              value={units}
              onInput={setUnits}
              maxLength={2}
              wrong={isNumber ? undefined : '1 到 30 个'}
            />
          )}
        </Card>
        {servedBy.length === 0 ? null : (
          <Notice text={`这些服务要用到：${servedBy.map(({ name }) => name).join('、')}`} />
        )}
      </View>
      <View className="col g3">
        {isWorker ? (
          <Section title="派活的时候看" first={isWide}>
            <Card pad className="col g3">
              <Field label="会什么" value={skills} onInput={setSkills} placeholder="换药、量血压" maxLength={120} />
              <Field label="说哪里话" value={dialects} onInput={setDialects} placeholder="南京话" maxLength={60} />
              <Segmented
                label="女还是男"
                options={[
                  { value: 'female', text: '女' },
                  { value: 'male', text: '男' },
                  { value: '', text: '不填' },
                ]}
                value={draft.gender ?? ''}
                onChange={(gender) => put({ gender: gender === '' ? null : gender })}
              />
              <Field
                label="平时在几栋附近"
                value={draft.building}
                onInput={(building) => put({ building })}
                maxLength={10}
              />
            </Card>
            <Account communityId={communityId} today={data.today} draft={draft} onChange={put} />
          </Section>
        ) : null}
        <SaveBar
          communityId={communityId}
          mayChange={data.mayChange}
          isWide={isWide}
          ready={draft.name.trim() !== '' && (isWorker || isNumber)}
          saved={{ change: { kind: 'resource', version: there?.version ?? 0, resource }, done: '存好了' }}
          withdrawn={
            there === undefined || there.isWithdrawn
              ? undefined
              : {
                  change: { kind: 'withdraw', version: there.version, what: 'resource', id },
                  text: isWorker ? '不在这里做了' : '停用',
                  question: `${there.name}以后约不到了`,
                }
          }
        />
      </View>
    </View>
  )
}

/** Which account works in the mini-program: those who have a post here can be chosen. */
function Account({
  communityId,
  today,
  draft,
  onChange,
}: {
  communityId: string
  today: string
  draft: ResourceDraft
  onChange: (change: Partial<ResourceDraft>) => void
}) {
  const roster = useQuery('people.roster', { areaCode: communityId, week: weekOf(today) })
  const people = roster.data?.people ?? []
  if (people.length === 0) return null
  const isElsewhere = draft.accountId !== null && !people.some(({ accountId }) => accountId === draft.accountId)
  return (
    <PickOne
      label="用哪个账号看自己的活"
      options={[
        { value: '', text: '不用小程序' },
        ...people.map(({ accountId, name }) => ({ value: accountId, text: name })),
        ...(isElsewhere ? [{ value: draft.accountId ?? '', text: '现在的账号' }] : []),
      ]}
      value={draft.accountId ?? ''}
      onChange={(accountId) => onChange({ accountId: accountId === '' ? null : accountId })}
    />
  )
}

function draftOf(id: string, there: OfferingData['resources'][number] | undefined): ResourceDraft {
  if (there === undefined) {
    return {
      resourceId: id,
      kind: 'worker',
      name: '',
      units: 1,
      accountId: null,
      skills: [],
      dialects: [],
      gender: null,
      building: '',
    }
  }
  const { version: _, isWithdrawn: __, ...draft } = there
  return draft
}
