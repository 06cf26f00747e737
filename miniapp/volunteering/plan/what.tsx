import type { PlanChoices } from '../../../shared/volunteering/activities-contract.ts'
import { activityKinds } from '../../../shared/volunteering/lifecycle.ts'
import { serviceKinds } from '../../../shared/volunteers/lifecycle.ts'
import { activityKindWords, serviceKindWords } from '../../text/activities.ts'
import { Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Pick } from './pick.tsx'
import type { Draft } from './use-draft.ts'

/** What it is, who gives it, and where. */
export function What({ draft: { plan, change }, choices }: { draft: Draft; choices: PlanChoices }) {
  return (
    <Card pad className="col g4">
      {choices.groups.length < 2 ? null : (
        <Pick
          label="哪支队伍办"
          options={choices.groups.map(({ groupId, name }) => ({ value: groupId, text: name }))}
          value={plan.groupId}
          onChange={(groupId) => change({ groupId, leaderId: null })}
        />
      )}
      <Pick
        label="办什么样的"
        options={activityKinds.map((kind) => ({ value: kind, text: activityKindWords[kind] }))}
        value={plan.kind}
        onChange={(kind) => change({ kind })}
      />
      <Pick
        label="哪一类"
        options={serviceKinds.map((kind) => ({ value: kind, text: serviceKindWords[kind] }))}
        value={plan.category}
        onChange={(category) => change({ category })}
      />
      <Field
        id="title"
        label="叫什么"
        value={plan.title}
        placeholder="周六义诊"
        maxLength={40}
        onInput={(title) => change({ title })}
      />
      <Field
        id="line"
        label="一句话"
        value={plan.line}
        placeholder="给老邻居量血压、测血糖"
        maxLength={80}
        onInput={(line) => change({ line })}
      />
      <Field
        id="place"
        label="在哪儿"
        value={plan.place}
        placeholder="社区卫生站门口"
        maxLength={80}
        onInput={(place) => change({ place })}
      />
      <LongField
        id="description"
        label="做什么，带什么，怎么来"
        value={plan.description}
        maxLength={1000}
        onInput={(description) => change({ description })}
      />
    </Card>
  )
}
