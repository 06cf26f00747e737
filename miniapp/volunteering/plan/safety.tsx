import type { PlanChoices } from '../../../shared/volunteering/activities-contract.ts'
import { Field, Switch } from '../../ui/forms.tsx'
import { Card, Row, Rows } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Notice } from '../../ui/states.tsx'
import { Pick } from './pick.tsx'
import type { Draft } from './use-draft.ts'

/** Who leads it, whom to ask, what can go wrong, and who may come. */
export function Safety({ draft: { plan, change }, choices }: { draft: Draft; choices: PlanChoices }) {
  const group = choices.groups.filter(({ groupId }) => groupId === plan.groupId)[0]
  const people = group?.people ?? []
  return (
    <>
      <Card pad className="col g4">
        {people.length === 0 ? null : (
          <Pick
            label="当天谁带队"
            options={[
              { value: '', text: '队长' },
              ...people.map(({ residentId, name }) => ({ value: residentId, text: name })),
            ]}
            value={plan.leaderId ?? ''}
            onChange={(leaderId) => change({ leaderId: leaderId === '' ? null : leaderId })}
          />
        )}
        <Field
          id="contact-name"
          label="有事找谁"
          value={plan.contactName}
          maxLength={40}
          onInput={(contactName) => change({ contactName })}
        />
        <Field
          id="contact-phone"
          label="电话"
          value={plan.contactPhone}
          maxLength={20}
          onInput={(contactPhone) => change({ contactPhone })}
        />
        <Field
          id="organiser"
          label="哪个单位办的，不填就是队伍"
          value={plan.organiserName}
          placeholder={group?.name ?? ''}
          maxLength={60}
          onInput={(organiserName) => change({ organiserName })}
        />
      </Card>
      <Card pad className="col g4">
        <LongField
          id="risk"
          label="有什么要当心，先跟大家讲明白"
          value={plan.riskNotice}
          placeholder="老楼没电梯，要爬 6 层。汤烫，走慢一点。"
          maxLength={500}
          onInput={(riskNotice) => change({ riskNotice })}
        />
        <Field
          id="least-age"
          label="满几岁才能来，不限就空着"
          type="number"
          value={plan.leastAge === null ? '' : String(plan.leastAge)}
          maxLength={2}
          onInput={(text) => change({ leastAge: /^\d{1,2}$/.test(text) ? Number(text) : null })}
        />
      </Card>
      <Rows>
        <Row
          title="可能有人身危险"
          note="登高、搬重、抢险这一类"
          regular
          end={<Switch label="可能有人身危险" isOn={plan.isRisky} onChange={(isRisky) => change({ isRisky })} />}
        />
        <Row
          title="给每人上了意外险"
          regular
          end={<Switch label="给每人上了意外险" isOn={plan.insured} onChange={(insured) => change({ insured })} />}
        />
      </Rows>
      {plan.isRisky && !plan.insured ? <Notice kind="warn" text="有人身危险的活动，先上保险才能办。" /> : null}
    </>
  )
}
