import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { openPage } from '../../client/navigate.ts'
import { clausesOf, daysWords, invitationState, momentOf, referralStatusWords } from '../../text/health.ts'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { BindFirst, personOf, useWhose } from '../whose.tsx'
import { Agreements } from './agreements.tsx'
import { DoctorCard } from './doctor-card.tsx'

/** 家庭医生和体检: who looks after me, what I am asked to, and which letters there are. */
export default function HealthHomePage() {
  const me = useFreshMe()
  const { whose, choice, mayApply } = useWhose()
  const person = whose && personOf(whose)
  const mine = useQuery('health.mine', person && { person })
  const letters = useQuery('health.referrals', person && { person })
  const name = whose === undefined || whose.relation === 'self' ? '您' : whose.name
  return (
    <Page title="家庭医生和体检">
      <QueryView query={me} empty={{ when: () => whose === undefined, show: <BindFirst /> }}>
        {() => (
          <>
            {choice}
            {mayApply ? null : <Notice text={`您能看${name}的。要替${name}签约、报体检，请先让“办事”也交给您。`} />}
            <QueryView query={mine} rows={4}>
              {({ file, checkUps }) =>
                whose === undefined ? null : (
                  <>
                    <DoctorCard whose={whose} file={file} mayApply={mayApply} onChange={mine.refresh} />
                    <Section title="体检">
                      {checkUps.length === 0 ? (
                        <Notice text={`有体检请${name}去，会在这里，也会发消息。`} />
                      ) : (
                        <Rows>
                          {checkUps.map((one) => (
                            <Row
                              key={one.checkUpId}
                              title={one.title}
                              note={clausesOf(daysWords(one), one.place)}
                              end={<Pill {...invitationState(one)} />}
                              onPress={() =>
                                openPage('health/check-up/index', { id: one.checkUpId, person: whose.residentId })
                              }
                            />
                          ))}
                        </Rows>
                      )}
                    </Section>
                    {letters.data === undefined || letters.data.referrals.length === 0 ? null : (
                      <Section title="转诊">
                        <Rows>
                          {letters.data.referrals.map((one) => (
                            <Row
                              key={one.referralId}
                              title={one.hospital}
                              note={clausesOf(one.department, `${momentOf(one.writtenAt)} ${one.doctorName}医生写的`)}
                              end={<Pill {...referralStatusWords[one.status]} />}
                              {...(one.status === 'erased'
                                ? {}
                                : {
                                    onPress: () =>
                                      openPage('health/letter/index', {
                                        community: whose.communityId,
                                        id: one.referralId,
                                        person: whose.residentId,
                                      }),
                                  })}
                            />
                          ))}
                        </Rows>
                      </Section>
                    )}
                    <Agreements
                      whose={whose}
                      file={file}
                      mayApply={mayApply}
                      onChange={mine.refresh}
                      onErased={letters.refresh}
                    />
                  </>
                )
              }
            </QueryView>
          </>
        )}
      </QueryView>
    </Page>
  )
}
