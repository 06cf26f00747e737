/**
 * Every way an endpoint can refuse: one row per code, with the HTTP status and the Chinese sentence that tells the
 * person what to do next. The server answers with both; the mini-program shows the sentence as it is.
 */
export const errorTable = {
  // what every endpoint can answer
  bad_request: { status: 400, text: '这次没发清楚。请再试一次。' },
  invalid_input: { status: 422, text: '有一项填得不对。改好标出的那一项，再试一次。' },
  not_signed_in: { status: 401, text: '还没有登录。请重新打开小程序。' },
  not_allowed: { status: 403, text: '您的身份不能办这一项。可以换个身份，或者打电话问社区。' },
  unknown_endpoint: { status: 404, text: '这个版本没有这一项。请把小程序更新到最新版。' },
  wrong_method: { status: 405, text: '这次没发对。请把小程序更新到最新版。' },
  wrong_content_type: { status: 415, text: '这次没发对。请把小程序更新到最新版。' },
  too_large: { status: 413, text: '内容太多，发不出去。请删短一些再发。' },
  too_busy: { status: 503, text: '社区的系统一时忙不过来。过几秒再试，急事请打电话。' },
  internal: { status: 500, text: '社区的系统出了点问题，已经记下。再试一次，急事请打电话。' },

  // what several slices share
  not_found: { status: 404, text: '没有找到。可能已经撤下，请返回再看一次。' },
  conflict: { status: 409, text: '刚刚有人先动过了。请看看现在的情况再定。' },
  id_taken: { status: 409, text: '这一条和以前的对不上。请返回重新办一次。' },

  // people
  wechat_code_invalid: { status: 401, text: '微信登录没有成功。请再点一次登录。' },
  wechat_code_used: { status: 401, text: '这次登录已经用过了。请再点一次登录。' },
  wechat_blocked: { status: 403, text: '微信暂时不让这个帐号登录。请到社区服务台办理。' },
  wechat_too_often: { status: 429, text: '登录太频繁了。过一分钟再试。' },
  wechat_unreachable: { status: 502, text: '一时连不上微信。过一会儿再试，急事请打电话。' },
  wechat_quota_out: { status: 429, text: '手机号验证的次数用完了。请到社区服务台领绑定码。' },
  phone_not_registered: { status: 404, text: '社区没有登记这个手机号。请到社区服务台领绑定码。' },
  several_residents: { status: 409, text: '这个手机号登记了几个人。请选是哪一位。' },
  bind_code_invalid: { status: 422, text: '绑定码不对。请照着单子再输一次。' },
  bind_code_expired: { status: 410, text: '绑定码过期了。请到社区服务台换一张。' },
  bind_too_often: { status: 429, text: '试错太多次了。请过一小时再试，或者去服务台。' },
  already_bound: { status: 409, text: '已经绑定过了，不用再绑。' },
  consent_needed: { status: 403, text: '请先看一看隐私说明，同意后才能继续。' },
  not_delegated: { status: 403, text: '这位家人还没有让您代办。请他在“我的”里点代办授权。' },

  care_agreement_needed: { status: 403, text: '急救卡要本人另外点头才能存。请先勾上同意，再存一次。' },

  sign_in_unknown: { status: 404, text: '没有这个登录码。请对着电脑再扫一次。' },
  sign_in_expired: { status: 410, text: '登录码过期了。电脑上会换一个新的，扫新的就行。' },
  sign_in_used: { status: 409, text: '这个登录码已经用过了。请扫电脑上的新码。' },
  sign_in_refused: { status: 403, text: '手机上没有同意。要登录，请扫新的码，再点同意。' },
  roster_gaps: { status: 409, text: '值班表还有空当。把标红的几处补上，再发布。' },
  roster_past: { status: 409, text: '这一周已经过去了。请排下一周。' },
  duty_begun: { status: 409, text: '这一班已经开始了，换不了。请直接打电话商量。' },
  swap_clashes: { status: 409, text: '这样换，有人会同时值两个岗。请换一个班，或者换一个人。' },
  shift_not_now: { status: 409, text: '还没到时间，或者已经交过班了。开班前 30 分钟起可以上班。' },
  no_channel: { status: 409, text: '现在叫不到您。打开值守台，或者点“允许求助提醒”。都不行，写明原因再上班。' },
  sign_in_too_often: { status: 429, text: '数字输错太多次了。请直接扫电脑上的码，或者过一小时再输。' },

  // booking
  slot_full: { status: 409, text: '这个时间刚刚约满了。请在下面换一个时间。' },
  slot_past: { status: 409, text: '这个时间已经过了。请换一个时间。' },
  slot_closed: { status: 409, text: '这个时间停止预约了。请换一个时间，或者打电话问。' },
  already_booked: { status: 409, text: '这个时间已经约过了。在“我的预约”里能看到。' },
  not_eligible: { status: 403, text: '还不符合这项服务的条件。可以打电话问社区。' },
  limit_reached: { status: 409, text: '这项服务约满次数了。办完一次，就能再约。' },
  slot_open: { status: 409, text: '这个时间还有位子，不用排队。请直接预约。' },
  hold_expired: { status: 410, text: '给您留的五分钟过了。请再选一次时间。' },
  offer_expired: { status: 410, text: '给您留的位子过时了，已经让给下一位。请再排队，或者换个时间。' },
  no_series: { status: 409, text: '这一项不能连着约。请一次一次地约。' },
  series_too_long: { status: 422, text: '一次最多连着约八周。请把最后一天改早一点。' },
  nothing_to_book: { status: 422, text: '还没选要约哪几天。请至少留一天。' },
  calendar_revoked: { status: 410, text: '这个日历地址已经停用了。请在“我的预约”里再做一个。' },
  plan_wrong: { status: 422, text: '安排里有填得不对的地方。照着下面写的改好，再存一次。' },
  people_affected: { status: 409, text: '这样改，有人约好的时间就没有了。先看看是哪几位，再定。' },
  too_late_to_cancel: { status: 409, text: '离开始太近，这里取消不了。请打电话告诉社区。' },

  // the counter
  nothing_to_check_in: { status: 409, text: '这一项是上门的，不用签到。请在家里等师傅来。' },
  not_today: { status: 409, text: '约的不是今天。请看看预约上的日子，到那天再来。' },
  booking_over: { status: 409, text: '这个预约已经结束了。要办的话，请现场取个号。' },
  no_line_here: { status: 409, text: '这一项不排号。请到服务台问一问怎么办。' },
  window_busy: { status: 409, text: '这个窗口还有一位没办完。先点“办完了”或者“没来”，再叫下一位。' },
  no_such_window: { status: 409, text: '没有这个窗口。请重新选一个窗口。' },
  call_again_first: { status: 409, text: '才叫了一遍。请再叫一遍，还没来再点“没来”。' },
  booking_paused: { status: 409, text: '最近三次约了没来，先歇十四天再约。有急事请打电话，社区马上就能解开。' },

  // volunteers
  id_number_taken: { status: 409, text: '这个证件号已经登记过了。请带上证件，到社区服务台核对。' },
  registration_unfinished: { status: 403, text: '登记还差几项。先在志愿者资料里补上，再来申请。' },
  registration_closed: { status: 503, text: '这里还没开通志愿者登记。请打电话问社区。' },

  // volunteering
  not_a_volunteer: { status: 403, text: '还没登记成志愿者。先登记，只要一分钟。' },
  standard_unmet: { status: 409, text: '示范站的条件还没齐。先补上缺的，再记示范站。' },
  requests_open: { status: 409, text: '已经有三件事在等了。办完一件，再请志愿者。' },
  too_soon: { status: 409, text: '时间太近，来不及安排。请另约一个时间。' },
  nothing_recorded: { status: 409, text: '这段时间还没有时长。换一段时间再申请。' },
  certificate_running: { status: 409, text: '有一份正在公示。等它出好了，再申请下一份。' },
  publicity_running: { status: 409, text: '公示的日子还没满。等公示完了再出具。' },
  gift_gone: { status: 409, text: '这样礼物刚刚换完了。请换一样。' },
  points_short: { status: 409, text: '积分还不够。再服务几次，就能换。' },
  evaluation_over: { status: 409, text: '过了十个工作日，改不了了。还有话说，请打电话给社区。' },
  not_attended: { status: 403, text: '这一班没有您的签到，评不了。去过的话，请负责人补记。' },
  complaint_pending: { status: 409, text: '这件事您说过了，正在办。请等答复，急事请打电话。' },
  second_person_needed: { status: 403, text: '这是您自己写的，要另一位来审。请同事看一看。' },
  activity_incomplete: { status: 422, text: '还有几处没写好。把标出来的补上，再送审。' },
  activity_not_over: { status: 409, text: '最后一班还没结束。结束以后再收尾。' },
  shift_below_taken: { status: 409, text: '已经有这么多人报上了。人数不能再少。' },
  leader_needed: { status: 409, text: '队里不能没有队长。请先选一位接手的人，答应了就行。' },
  deputies_full: { status: 409, text: '副队长已经有五位了。请先撤下一位，再添新的。' },
  group_busy: { status: 409, text: '队里还有没办完的活动，或者还有分会。先办完或者撤掉，再解散。' },
  proposal_waiting: { status: 409, text: '您提的那支队伍还在等社区答复。有了答复，再提新的。' },
  branch_of_branch: { status: 409, text: '分会只能挂在协会下面，不能再往下分。请换一个协会，或者不挂。' },
  shift_past: { status: 409, text: '这个班次已经开始了。请选别的班次。' },
  shift_closed: { status: 409, text: '这个班次不再报名了。请选别的班次。' },
  already_signed_up: { status: 409, text: '您已经报了这个班次。在“我的班次”里能看到。' },
  skill_needed: { status: 403, text: '这个班次要会一门手艺。在志愿者资料里填上，再来报名。' },
  shift_overlaps: { status: 409, text: '和您另一个班次时间重了。请先退掉一个。' },
  guardian_needed: { status: 403, text: '还等家长点头。请家长在手机上同意，再来报名。' },
  volunteer_paused: { status: 403, text: '您正在歇着。在志愿者资料里点“接着做”，就能报名。' },
  profile_incomplete: { status: 403, text: '志愿者登记还差姓名。补上只要一分钟，再来报名。' },
  shift_full: { status: 409, text: '这个班次已经满了。不用再叫人。' },
  day_full: { status: 409, text: '那一天排得够满了。请换一天，别累着。' },
  rest_needed: { status: 409, text: '和前后一天的班次挨得太近。请换一个，好好歇一歇。' },

  // attendance
  code_old: { status: 410, text: '这个码过时了，照片里的也不行。请扫带队人手机上现在的码。' },
  code_other: { status: 409, text: '这是别的班次的码。请扫您这一班带队人手机上的。' },
  code_wrong: { status: 422, text: '码不对。请看着带队人的手机再来一次。' },
  code_too_often: { status: 429, text: '数字输错五次了。请扫码，或者让带队人给您点到。' },
  check_in_early: { status: 409, text: '还没开始签到。开始前 30 分钟起可以签。' },
  check_in_over: { status: 409, text: '这一班已经结束了。来过的话，请带队人补点一下。' },
  not_in_shift: { status: 403, text: '这一班的名单里没有您。请带队人现场加上。' },
  already_checked_in: { status: 409, text: '已经签到了，不用再签。走的时候记得签退。' },
  not_checked_in: { status: 409, text: '还没有签到。请先签到，或者请带队人点一下。' },
  name_unclear: { status: 404, text: '没找到，或者不止一位。请写全名，再加手机号后四位。' },
  no_room_here: { status: 409, text: '人满了，加不进去。请社区先把名额加大。' },

  objection_open: { status: 409, text: '已经提过了，社区还没答复。等答复了再提。' },
  own_hours: { status: 403, text: '这里面有您自己的时长。请让别的同事来办。' },
  second_needed: { status: 403, text: '这是您提的，要换一个人核对。请同事来点。' },
  reason_needed: { status: 422, text: '还没写为什么。写一句原因，再退回。' },

  // home care
  survey_incomplete: { status: 422, text: '还有几项没填。把标出来的填好，再交。' },
  care_applied: { status: 409, text: '已经申请过了，正在办。在“居家养老”里能看到办到哪儿了。' },
  not_assessed: { status: 409, text: '还没上门看过。先记下上门的情况，再定。' },
  not_approved: { status: 409, text: '申请还没批下来。批了再写协议。' },
  days_reversed: { status: 422, text: '最后一天比第一天还早。请把日子改对。' },
  agreement_overlaps: { status: 409, text: '这几天已经有一份协议了。请从它到期的第二天写起，或者先停掉它。' },
  text_changed: { status: 409, text: '协议刚刚改过了。请再看一遍，再点同意。' },
  name_needed: { status: 422, text: '还没写纸上是谁签的名。写上名字，再记下。' },
  month_running: { status: 409, text: '这个月还没过完。等下个月一号再结。' },
  earlier_month_open: { status: 409, text: '前面还有一个月没结。请先结前面那个月。' },
  not_settled: { status: 409, text: '这一条还没结账。请等结了账再提异议。' },
  objected_already: { status: 409, text: '这一条已经提过异议了。在下个月的单子里能看到。' },
  nothing_differs: { status: 422, text: '和原来的一样，没有要改的。请填上应该是多少。' },

  // help devices and drills
  device_refused: { status: 401, text: '这台呼叫器没有认出来。请社区核对编号和密钥。' },
  device_retired: { status: 410, text: '这台呼叫器已经停用了。请社区重新登记。' },
  device_key_old: { status: 401, text: '这台呼叫器用的是旧密钥。请把新密钥输进去。' },
  device_clock_wrong: { status: 422, text: '呼叫器的时钟不准。请按回复里的时间对好，再发一次。' },
  device_replayed: { status: 409, text: '这一条以前发过了。请把计数加大，再发一次。' },
  devices_not_ready: { status: 503, text: '这里还没有开通呼叫器。请管理员先把呼叫器的密钥设好。' },
  drill_running: { status: 409, text: '正在演练，等它结束再开始。' },
  drill_over: { status: 409, text: '这次演练已经结束了。请看结果。' },

  // files: voice notes and photos
  files_not_set_up: { status: 503, text: '社区还没开通传录音和照片。请直接打电话说。' },
  files_unreachable: { status: 503, text: '录音或照片一时没传成。过一会儿再试，急事请打电话。' },
  file_missing: { status: 409, text: '录音或照片没有传到。请再传一次。' },
  file_type_wrong: { status: 415, text: '这种录音或照片收不了。请重新录一段，或者换一张照片。' },
  file_too_large: { status: 413, text: '录音或照片太大了。请录短一点，或者换一张小的。' },
  file_limit: { status: 409, text: '已经够多了，加不了了。还有话说，请打电话。' },

  // health
  health_agreement_needed: { status: 403, text: '健康情况要本人另外点头才能存。请先勾上同意，再办一次。' },
  already_applied: { status: 409, text: '已经申请过一位医生了。等他回话，或者先收回那个申请。' },
  check_up_over: { status: 409, text: '这次体检已经结束了。想查身体，请打电话问社区。' },
  too_many_invited: { status: 409, text: '一次请的人太多了。请按网格或者年纪，分几次请。' },

  // home care, the visits
  visit_over: { status: 409, text: '这次上门已经结束了，或者取消了。请看看现在的情况。' },
  visit_not_today: { status: 409, text: '这次上门不在今天。到那天再点。' },
  visit_not_done: { status: 409, text: '这次上门还没做完。做完了再来评。' },
  visit_rated: { status: 409, text: '这次上门已经评过了。还有话说，请点“不满意，要说一说”。' },
  not_arrived: { status: 409, text: '还没点到门口。先扫门上的码，再接着做。' },
  door_wrong: { status: 422, text: '门上的码对不上。再扫一次，或者请老人在手机上点“人到了”。' },
  number_wrong: { status: 422, text: '六个数字对不上。请他看着手机再念一遍。' },
  tasks_differ: { status: 409, text: '要做的事刚刚改过。请刷新一下，再勾。' },
  task_open: { status: 422, text: '有一件没做，也没写原因。写一句为什么，再交。' },
  worker_taken: { status: 409, text: '这个人那时候有别的上门。请换一个人，或者换一个时间。' },
  complaint_open: { status: 409, text: '这次上门的意见已经在办了。等社区的答复，急事请打电话。' },
  agreement_not_in_force: { status: 409, text: '协议还没生效，或者已经到期。先把协议签好，再排上门。' },
  category_not_agreed: { status: 409, text: '协议里没有这一类服务。换一类，或者先改协议。' },

  // help
  call_closed: { status: 409, text: '这次求助已经结束了。要帮忙就再按一次求助。' },
  record_needed: { status: 409, text: '还没记这次问候。先记下找到人没有，人怎么样。' },
  nobody_on_list: { status: 409, text: '这里没有这样的人。换一个名单，或者选全部。' },
  not_a_colleague: { status: 422, text: '这位不在这里的值守台上，接不了。请在名单里选一位同事。' },
  rated_already: { status: 409, text: '这次求助评过两次了，不能再改。还有话说，请打电话给社区。' },
  result_needed: { status: 422, text: '还没写结果。写一句办得怎么样，别人才接得上。' },
} as const satisfies Record<string, { status: number; text: string }>

export type ErrorCode = keyof typeof errorTable

/** The refusals that every endpoint can give; a contract row does not repeat them. */
export const commonErrorCodes = [
  'bad_request',
  'invalid_input',
  'not_signed_in',
  'not_allowed',
  'unknown_endpoint',
  'wrong_method',
  'wrong_content_type',
  'too_large',
  'too_busy',
  'internal',
] as const satisfies readonly ErrorCode[]
export type CommonErrorCode = (typeof commonErrorCodes)[number]
