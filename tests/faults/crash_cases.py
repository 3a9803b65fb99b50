"""The test in which each deed that touches money, a signature or stock is torn off at its steps.

The test does the deed in its own way; before it succeeds for the first time it is torn off (``tearing.py``, by a fixture in
``conftest.py``). Which deeds have to stand here is read off the code (``touching.py``).
"""

CASES: dict[str, dict[str, tuple[str, ...]]] = {
    "ordolux/edges/desk/tests/test_payments_told_twice.py": {
        "test_another_payment_pays_what_is_owed_even_when_it_was_taken_for_the_same_first": (
            "payment.know_again",
            "payment.tell_apart",
        ),
    },
    "ordolux/foundation/imports/tests/test_undoing.py": {
        "test_opening_stock_goes_out_by_a_move_of_its_own_and_can_be_entered_again": ("import.undo",),
    },
    "ordolux/foundation/library/tests/test_library.py": {
        "test_a_datasheet_is_of_the_product_as_it_is_now": (
            "datasheet.ask",
            "datasheet.file",
        ),
        "test_the_newest_public_picture_stands_for_the_product": (
            "catalogue.add_product",
            "library.add",
        ),
    },
    "ordolux/foundation/parties/tests/test_changing_parties.py": {
        "test_sales_lets_nobody_of_ours_go_and_nobody_lets_himself_go": (
            "bank_account.approve",
            "bank_account.propose",
        ),
    },
    "ordolux/foundation/stock/tests/test_lots.py": {
        "test_a_count_becomes_one_move_and_is_reversed_by_another": (
            "lot.adjust",
            "lot.reverse_adjustment",
        ),
        "test_a_held_lot_is_neither_promised_nor_used_until_it_is_released": ("lot.release",),
        "test_a_lot_on_which_jobs_wait_is_not_refused_and_a_refused_one_never_returns": (
            "lot.quarantine",
            "lot.reject",
        ),
    },
    "ordolux/foundation/tests/test_catalogue.py": {
        "test_a_product_without_a_bill_waits_for_the_engineer": ("catalogue.set_bill",),
        "test_a_retired_product_can_be_offered_again": (
            "catalogue.offer_product",
            "catalogue.retire_product",
        ),
        "test_a_revision_is_never_changed_afterwards": (
            "part.add",
            "rates.add_fee",
            "rates.add_insurance",
        ),
        "test_a_withdrawn_list_gives_way_to_the_one_before": ("catalogue.set_prices",),
        "test_another_parameter_makes_a_new_revision_and_other_words_do_not": ("catalogue.change_product",),
        "test_packing_and_making_must_make_sense": ("catalogue.set_packing",),
        "test_the_bill_of_a_similar_product_is_taken_and_the_one_before_stays_in_the_journal": (
            "catalogue.copy_bill",
        ),
    },
    "ordolux/inquiries/customisation/tests/test_questions.py": {
        "test_a_question_carries_the_line_and_the_time_of_its_inquiry": ("question.ask",),
        "test_a_question_taken_back_is_not_shown": ("question.withdraw",),
        "test_a_question_that_was_answered_can_be_opened_again_and_nothing_is_lost": ("question.reopen",),
        "test_the_engineer_answers_with_the_effect_on_cost_and_time": ("question.answer",),
    },
    "ordolux/inquiries/policy/tests/test_policy.py": {
        "test_a_draft_goes_out_only_after_a_manager_allowed_it": (
            "answer_policy.set",
            "quotation.send_by_policy",
        ),
    },
    "ordolux/inquiries/quotation/tests/test_draft_quotation.py": {
        "test_a_second_draft_of_one_inquiry_is_refused": ("quotation.draft",),
    },
    "ordolux/inquiries/quotation/tests/test_prices_by_hand.py": {
        "test_a_buyer_orders_again_what_was_offered_to_his_company": ("inquiry.reorder",),
        "test_a_withdrawn_quotation_is_never_seen_by_the_customer": ("quotation.withdraw",),
        "test_below_the_floor_a_manager_approves_before_it_goes": (
            "quotation.approve_price",
            "quotation.refuse_price",
        ),
        "test_lines_are_added_changed_and_removed_and_the_difference_is_told": ("quotation.revise",),
        "test_whoever_leaves_the_list_says_why": ("quotation.change",),
    },
    "ordolux/inquiries/quotation/tests/test_send_quotation.py": {
        "test_a_quotation_expires_when_its_time_is_over_and_not_before": ("quotation.expire",),
        "test_the_buyer_declines_with_a_reason": ("quotation.decline",),
        "test_the_paper_is_printed_and_filed_with_the_datasheets": ("quotation.file_paper",),
        "test_what_was_sent_is_locked_by_the_database": ("quotation.send",),
    },
    "ordolux/orders/samples/tests/test_fees.py": {
        "test_a_credit_that_is_taken_off_an_order_goes_nowhere_else_until_that_order_is_cancelled": (
            "order.place",
            "order.cancel",
        ),
        "test_a_payment_is_taken_back_before_anything_is_made_and_the_credit_is_void": (
            "sample_order.reverse_fee",
        ),
        "test_a_small_order_and_one_after_the_last_day_take_no_credit": ("sample_credit.expire",),
        "test_what_the_bank_kept_is_borne_when_finance_says_so": ("sample_order.note_fee",),
    },
    "ordolux/orders/samples/tests/test_golden.py": {
        "test_production_finds_the_golden_sample_of_what_the_customer_approved": ("golden_sample.keep",),
    },
    "ordolux/orders/samples/tests/test_samples.py": {
        "test_a_request_is_declined_or_taken_back_with_a_reason_and_a_paid_one_is_not": (
            "sample_order.decline",
            "sample_order.withdraw",
        ),
        "test_an_offer_lapses_after_its_last_moment_and_is_made_anew": (
            "sample_order.lapse",
            "sample_order.take_offer_back",
        ),
        "test_only_the_manager_sets_the_terms_and_only_those_of_the_trade": ("sample_policy.set",),
        "test_samples_go_from_the_request_to_the_verdict_and_the_deal_says_whose_turn_it_is": (
            "sample_order.accept",
            "sample_order.ask",
            "sample_order.judge",
            "sample_order.note_arrival",
            "sample_order.offer",
            "sample_order.prepare",
            "sample_order.ship",
            "sample_order.take_fee",
        ),
        "test_the_parcel_leaves_with_courier_number_and_papers_and_the_number_can_be_put_right": (
            "sample_order.correct_tracking",
        ),
        "test_the_pro_forma_states_the_real_value_and_is_printed_once": ("sample_order.file_paper",),
    },
    "ordolux/orders/tests/test_amendments.py": {
        "test_the_history_of_what_was_agreed_is_kept": (
            "amendment.propose",
            "amendment.file_paper",
            "amendment.send_code",
            "amendment.try_code",
            "amendment.sign",
            "amendment.countersign",
        ),
        "test_withdrawn_declined_and_lapsed_leave_the_order_as_it_was": (
            "amendment.withdraw",
            "amendment.decline",
            "amendment.lapse",
        ),
    },
    "ordolux/orders/tests/test_credit_limits.py": {
        "test_a_limit_that_holds_it_to_the_cent_releases_it": (
            "credit_limit.set",
            "order.release_on_credit",
        ),
        "test_a_manager_allows_one_order_beyond_the_limit_with_a_reason": ("credit_limit.allow",),
    },
    "ordolux/orders/tests/test_documents_at_banks.py": {
        "test_a_bank_that_is_silent_is_noticed_once": ("documents.remind",),
        "test_an_answer_that_was_noted_wrongly_is_taken_back_with_its_day": (
            "documents.accept",
            "documents.take_back",
        ),
        "test_refused_documents_are_presented_anew_or_taken_up_after_all": (
            "documents.present",
            "documents.refuse",
            "documents.withdraw",
        ),
        "test_the_bank_takes_them_up_and_what_is_credited_pays_them": (
            "documents.honour",
            "documents.note_unpaid",
        ),
    },
    "ordolux/orders/tests/test_letters_of_credit.py": {
        "test_a_credit_in_force_holds_until_we_accept_its_amendment": (
            "credit_amendment.accept",
            "credit_amendment.reject",
        ),
        "test_a_discrepancy_is_named_asked_for_and_amended_by_the_bank": (
            "credit_letter.ask_amendment",
            "credit_amendment.receive",
        ),
        "test_a_manager_waives_with_a_reason_what_can_be_waived": ("credit_letter.waive",),
        "test_an_amended_order_is_read_against_its_credit_again": ("credit_letter.check_again",),
        "test_an_entry_in_force_is_taken_back_and_a_wrong_one_cancelled": (
            "credit_letter.receive",
            "credit_letter.accept",
            "credit_letter.reopen",
            "credit_letter.cancel",
        ),
        "test_days_that_come_near_are_said_twice_and_an_amended_day_anew": ("credit_letter.warn",),
        "test_nobody_waives_what_no_bank_pays_and_what_fits_needs_no_waiver": ("credit_letter.correct",),
        "test_the_customer_is_asked_for_the_credit_and_tells_when_it_comes": ("credit_letter.announce",),
    },
    "ordolux/orders/tests/test_payments.py": {
        "test_a_statement_that_cannot_be_read_keeps_its_file_and_says_why": ("statement.refuse",),
        "test_the_receipt_is_printed_with_what_is_still_open": ("receipt.file",),
        "test_what_is_paid_too_much_stays_on_the_entry": ("payment.allocate",),
    },
    "ordolux/orders/tests/test_payments_taken_back.py": {
        "test_a_reversal_needs_a_reason_and_leaves_every_sum_as_before": ("payment.reverse",),
        "test_a_settled_credit_note_owes_nothing_and_its_paper_is_filed": ("credit_note.file_paper",),
        "test_a_small_credit_is_issued_by_finance_and_taken_off_the_last_instalment": (
            "credit_note.propose",
            "proforma.countersign",
        ),
        "test_instalments_fall_due_by_what_happened": ("instalment.fall_due",),
        "test_more_than_two_percent_waits_for_a_second_person": (
            "credit_note.approve",
            "credit_note.reject",
        ),
        "test_one_payment_is_divided_over_two_orders_or_not_at_all": ("payment.divide",),
        "test_what_is_no_customers_payment_is_set_aside_and_taken_up_again": (
            "payment.set_aside",
            "payment.take_up",
            "statement.import",
            "statement.take",
        ),
    },
    "ordolux/orders/tests/test_sign_proforma.py": {
        "test_it_can_be_signed_in_the_last_second_and_not_after_it": (
            "proforma.sign",
            "signing.send_code",
            "signing.try_code",
        ),
        "test_numbers_of_proforma_invoices_have_no_gap_after_a_failure": ("proforma.issue",),
        "test_reminders_go_out_once_each": ("proforma.remind",),
        "test_three_working_days_are_counted_from_receipt_in_the_buyers_calendar": (
            "proforma.file_paper",
            "proforma.note_receipt",
        ),
        "test_what_was_not_signed_lapses_once_and_is_issued_anew": (
            "proforma.lapse",
            "proforma.reissue",
        ),
    },
    "ordolux/production/inspection/tests/test_inspection.py": {
        "test_a_file_that_is_refused_is_kept_with_what_is_wrong_with_it": ("readings.refuse",),
        "test_a_slip_can_be_corrected_until_the_sample_is_judged_and_not_after": (
            "batch.judge",
            "readings.enter",
        ),
        "test_an_instrument_out_of_calibration_measures_nothing": ("batch.close",),
        "test_production_is_finished_when_the_last_report_of_the_order_is_filed": ("report.file",),
        "test_reworked_pieces_are_looked_at_again_before_the_batch_is_inspected": ("appearance.inspect",),
        "test_the_first_sample_stays_readable_and_frozen_after_the_rework": ("batch.rework",),
    },
    "ordolux/production/job/tests/test_plan_jobs.py": {
        "test_each_line_of_a_released_order_becomes_one_job_with_its_class": ("job.plan",),
    },
    "ordolux/production/materials/tests/test_materials.py": {
        "test_scrap_is_divided_out_and_the_purchase_comes_in_full_reels": ("materials.net",),
        "test_the_day_of_delivery_counts_for_the_certificate_not_the_day_of_entry": (
            "goods.receive",
            "purchase.order",
        ),
    },
    "ordolux/production/schedule/tests/test_moves.py": {
        "test_a_batch_goes_into_the_first_gap_and_nothing_else_moves": ("schedule.move_to_free",),
        "test_a_batch_is_split_in_its_place_and_merged_again": (
            "batch.merge",
            "batch.split",
        ),
        "test_a_move_is_taken_back_as_long_as_nothing_else_has_moved": ("schedule.take_back",),
        "test_a_move_to_where_it_is_and_a_move_of_what_has_begun_are_refused": ("batch.release",),
        "test_a_moved_batch_is_booked_where_it_was_put_and_pinned": ("schedule.move",),
        "test_a_pinned_batch_stays_when_the_schedule_is_made_anew_and_an_unpinned_one_goes": (
            "schedule.pin",
            "schedule.unpin",
        ),
        "test_workers_and_customers_know_the_times_only_when_they_are_published": ("schedule.publish",),
    },
    "ordolux/production/schedule/tests/test_schedule.py": {
        "test_work_is_planned_only_into_the_hours_of_the_line": ("schedule.make",),
    },
    "ordolux/production/tests/test_papers_and_concurrency.py": {
        "test_the_purchase_order_is_printed_once_and_hidden_from_customers": ("purchase.file_paper",),
    },
    "ordolux/shipping/parts/tests/test_two_parts.py": {
        "test_a_plan_that_was_sent_is_divided_as_its_next_version": ("plan.split",),
        "test_a_part_for_which_nothing_is_left_ends_and_the_order_goes_on": ("plan.end",),
        "test_drafts_are_joined_again_and_the_last_one_is_the_plan_for_all": ("plan.join",),
    },
    "ordolux/shipping/plan/tests/test_confirm_plan.py": {
        "test_before_production_is_finished_the_plan_is_computed_from_the_order": ("plan.draft",),
    },
    "ordolux/shipping/tests/test_logistics.py": {
        "test_all_papers_come_in_one_file_made_by_a_job": ("papers.file",),
    },
    "ordolux/support/promotion/tests/test_promotion.py": {
        "test_a_fair_is_planned_changed_held_or_cancelled": (
            "fair.change",
            "fair.hold",
            "fair.plan",
        ),
    },
    "ordolux/support/warranty/tests/test_claims.py": {
        "test_a_claim_before_the_delivery_or_about_a_line_that_is_not_there_is_refused": ("order.place",),
        "test_a_report_that_shows_no_defect_approves_nothing": ("claim.submit",),
        "test_the_warranty_runs_from_the_day_of_delivery": (
            "papers.issue",
            "shipment.book",
            "shipment.deliver",
            "tracking.note",
            "warranty.start",
        ),
    },
    "tests/faults/test_deeds_torn_off.py": {
        "test_a_drawn_piece_fails_by_eye_and_is_taken_back": ("sample.fail", "sample.unfail"),
        "test_a_fair_is_cancelled_and_a_brochure_ordered": ("fair.cancel", "brochure.order"),
        "test_a_proforma_invoice_is_declined": ("proforma.decline",),
        "test_a_purchase_is_ordered_moved_and_cancelled": ("purchase.note_date", "purchase.cancel"),
        "test_a_sealed_amendment_is_linked": ("amendment.file_seal",),
        "test_a_sealed_paper_is_linked": ("proforma.file_seal",),
        "test_an_entry_is_judged": ("payment.propose",),
        "test_an_order_goes_from_agreement_to_its_end": (
            "order.agree",
            "order.confirm",
            "order.release",
            "order.note_shipped",
            "order.note_delivered",
            "order.close",
        ),
        "test_an_order_is_cancelled": ("order.cancel",),
        "test_an_old_order_is_asked_for_again": ("inquiry.copy",),
        "test_offers_are_asked_for_refused_recorded_and_ordered": (
            "purchase.ask_for_offers",
            "request_for_quotation.decline",
            "offer.record",
            "offer.order",
        ),
        "test_proposed_bank_details_are_refused": ("bank_account.reject",),
        "test_the_letter_with_a_quotation_is_written": ("quotation.write_letter",),
        "test_what_a_product_and_a_part_cost_is_changed": ("catalogue.set_costing", "part.change"),
        "test_what_is_owed_of_a_credit_note_goes_back": ("credit_note.refund",),
    },
}


def deeds_of(node: str) -> tuple[str, ...]:
    """The deeds of which the test with this name (as pytest says it) is the case."""
    path, _, test = node.partition("::")
    return CASES.get(path, {}).get(test, ())


def covered() -> dict[str, str]:
    """Each deed with a case, and its test."""
    return {
        deed: f"{path}::{test}"
        for path, tests in CASES.items()
        for test, deeds in tests.items()
        for deed in deeds
    }
