"""Rows around the case: complaints, contacts of collectors, suspicious messages, feedback, questions to advisers, what was
read and prepared, the law book as searchable text, texts of the law."""

from hejie_platform.support.models.advice import Question as Question
from hejie_platform.support.models.advice import QuestionWords as QuestionWords
from hejie_platform.support.models.complaints import Complaint as Complaint
from hejie_platform.support.models.complaints import ComplaintPaper as ComplaintPaper
from hejie_platform.support.models.complaints import Statement as Statement
from hejie_platform.support.models.contacts import CollectionReport as CollectionReport
from hejie_platform.support.models.contacts import ContactEntry as ContactEntry
from hejie_platform.support.models.contacts import OwnPhrase as OwnPhrase
from hejie_platform.support.models.contacts import Suspicion as Suspicion
from hejie_platform.support.models.feedback import FeedbackAnswer as FeedbackAnswer
from hejie_platform.support.models.feedback import PayersSeen as PayersSeen
from hejie_platform.support.models.feedback import StaffRead as StaffRead
from hejie_platform.support.models.lessons import LessonRead as LessonRead
from hejie_platform.support.models.lessons import Preparation as Preparation
from hejie_platform.support.models.library import LawText as LawText
from hejie_platform.support.models.rests import BrokenRest as BrokenRest
from hejie_platform.support.models.statutes import Article as Article
from hejie_platform.support.models.statutes import Statute as Statute
