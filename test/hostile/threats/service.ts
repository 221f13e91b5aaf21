import { serviceForgesReports, serviceSwapsBodies } from '../attacks/service-bodies.ts';
import { serviceMakesPods } from '../attacks/service-machine.ts';
import { serviceGivesOtherWork, serviceRepeatsWrites } from '../attacks/service-work.ts';
import { heldIn } from '../threat.ts';
import type { Threat } from '../threat.ts';

const attacker = 'Service + its database';
const means =
  'the service’s code, database, queue, feed token and spawner; every envelope, order and label; whatever a pod or a device asks of it, it answers';

/** The service, which is large and not trusted, and all that it holds. */
export const service: readonly Threat[] = [
  {
    attacker,
    asset: 'content (steps, cookies, secrets, inputs, reports)',
    means,
    gets: 'sealed bytes',
    getsNot:
      'one byte of what is in them: envelopes, the reading key named in the certificate, a broker key per organization, the anchor file outside its reach, claims sealed to the broker',
    notStopped:
      'metadata: kids, times, padded sizes, states, codes, cadence, which addresses pods connect to',
    attacks: serviceSwapsBodies,
    held: [
      ...heldIn(
        'test/leak/canaries.leak.test.ts',
        'none is in databases, logs, configurations, or anything else that the runner wrote',
      ),
      ...heldIn(
        'cloud-runner/src/pod/claim.test.ts',
        'can be read by the broker of the anchor alone',
        'is not answered by another broker, wherever the door led to',
      ),
      ...heldIn(
        'shared/src/envelope/envelope.test.ts',
        'refuses organization B’s header with organization A’s wrap',
      ),
    ],
  },
  {
    attacker,
    asset: 'what runs, when, how often',
    means,
    gets: 'may refuse or delay',
    getsNot:
      'a run that nobody ordered, at another time, twice, or of a permission that is not in force: orders, slots within grace, runs per day, the broker’s own ledger',
    notStopped:
      'denial; choosing the moment inside the grace; burning attempts before the first write',
    attacks: serviceGivesOtherWork,
    held: [
      ...heldIn(
        'cloud-runner/src/broker/release/budgets.test.ts',
        'a grant runs no more often a day than it says; further attempts do not count',
        'there are no more attempts than the grant allows',
      ),
      ...heldIn(
        'cloud-runner/src/broker/release/slots.test.ts',
        'a slot is released neither before its time nor after its grace',
        'a slot starts no other run than its own',
      ),
    ],
  },
  {
    attacker,
    asset: 'a doubled write',
    means,
    gets: 'nothing',
    getsNot:
      'a second attempt after the first write: a mark at the broker, for the latest attempt only',
    notStopped:
      'a GET that changes state; a write that the site applied and whose answer was lost (shown: outcome-unknown)',
    attacks: serviceRepeatsWrites,
    held: [
      ...heldIn(
        'cloud-runner/src/broker/release/budgets.test.ts',
        'after a mark, no attempt 2 … n is released, whatever the service asks',
        'a run that itself does not know its outcome blocks until a person has looked',
      ),
      ...heldIn('cloud-runner/src/broker/ledger/ledger.test.ts', 'goes to the latest attempt only'),
    ],
  },
  {
    attacker,
    asset: 'older automation, session, grant, charter',
    means,
    gets: 'nothing',
    getsNot: 'an older one played: heads held by the broker, receipts, renewals chained by `prev`',
    notStopped: '–',
    attacks: [],
    held: [
      ...heldIn(
        'test/e2e/bad-mail.e2e.test.ts',
        'an older automation: nothing is played, and the report says that it is another one',
        'flipped somewhere: nothing is played, and the report says that they were changed',
      ),
      ...heldIn(
        'cloud-runner/src/broker/release/release.test.ts',
        'that was replaced by a newer version is not in force',
        'holds through a resync of its sign-in, and gets the newest version',
      ),
      ...heldIn(
        'cloud-runner/src/broker/ledger/renew.test.ts',
        'a renewed sign-in is dropped when a resync was faster; the run ends all the same',
      ),
      ...heldIn(
        'test/e2e/chain.e2e.test.ts',
        'is not believed with another key, nor with a past that it has since gone beyond',
      ),
    ],
  },
  {
    attacker,
    asset: 'forged or missing report, false “succeeded”',
    means,
    gets: 'a state in its own tables',
    getsNot:
      'one that a device believes: broker → certificate → pod → report, else *unproved*; missing slots are computed by devices',
    notStopped: 'hiding a report (seen as missing)',
    attacks: serviceForgesReports,
    held: [
      ...heldIn(
        'shared/src/envelope/proof.test.ts',
        'a report signed by a key that the service made',
        'another report or artifact of the same pod than the one named',
      ),
      ...heldIn(
        'extension/src/cloud/missed-slots.test.ts',
        'an hourly run that did not happen is missed once its grace has passed',
      ),
    ],
  },
  {
    attacker,
    asset: 'a pod of its own making',
    means,
    gets: 'nothing',
    getsNot:
      'keys: admission equals the template, digests on the operator’s list, token, UID and live pod at the broker',
    notStopped: 'cluster administrator, node root',
    attacks: serviceMakesPods,
    held: [
      ...heldIn(
        'cloud-runner/src/broker/release/release.test.ts',
        'with the token of a pod of another name is refused',
        'that runs anything which the operator did not list is refused',
        'gets keys for one attempt in its life',
      ),
      ...heldIn(
        'k8s/base/admission.cluster.test.ts',
        'each pod that is no run pod is refused by a policy or the schema, with PodSecurity or without',
      ),
      ...heldIn(
        'k8s/base/rights.cluster.test.ts',
        'the service makes, sees and deletes pods of runs, writes events at home, and can do nothing else',
      ),
    ],
  },
];
