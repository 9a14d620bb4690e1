CREATE TABLE `alert_acknowledgements` (
	`alert_id` text PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`role` text NOT NULL,
	`note` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`alert_id`) REFERENCES `alerts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`previous_run_id` text NOT NULL,
	`key` text NOT NULL,
	`region_code` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`severity` text NOT NULL,
	`as_of_year` integer NOT NULL,
	`sentences` text NOT NULL,
	`simulated` integer NOT NULL,
	`created_at` integer NOT NULL,
	`ended_run_id` text,
	`ended_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_holding_idx` ON `alerts` (`region_code`,`key`) WHERE ended_run_id is null;--> statement-breakpoint
CREATE INDEX `alerts_run_idx` ON `alerts` (`run_id`,`id`);--> statement-breakpoint
CREATE INDEX `alerts_major_idx` ON `alerts` (`major_code`,`id`);--> statement-breakpoint
CREATE TABLE `crosswalk_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`major_code` text NOT NULL,
	`occupation_code` text NOT NULL,
	`strength` real,
	`low` real,
	`high` real,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`at` integer NOT NULL,
	`undoes` text,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `crosswalk_edits_link_idx` ON `crosswalk_edits` (`major_code`,`occupation_code`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `crosswalk_edits_undoes_idx` ON `crosswalk_edits` (`undoes`);--> statement-breakpoint
CREATE TABLE `destination_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`local_job` integer NOT NULL,
	`other_region` integer NOT NULL,
	`further_study` integer NOT NULL,
	`military` integer NOT NULL,
	`unemployed` integer NOT NULL,
	`in_field` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `destination_reports_key_idx` ON `destination_reports` (`programme_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `destination_reports_school_idx` ON `destination_reports` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `destination_reports_year_idx` ON `destination_reports` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `flag_evaluations` (
	`run_id` text NOT NULL,
	`against_run_id` text NOT NULL,
	`region_code` text NOT NULL,
	`simulated` integer NOT NULL,
	`key` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`class` text NOT NULL,
	`proposed_class` text NOT NULL,
	`direction` text NOT NULL,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`observed_years` integer NOT NULL,
	`demand` real,
	`supply` real,
	`outcome` text NOT NULL,
	PRIMARY KEY(`run_id`, `against_run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`against_run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `flag_evaluations_against_idx` ON `flag_evaluations` (`against_run_id`,`outcome`);--> statement-breakpoint
CREATE TABLE `intake_plans` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`plan` integer NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_plans_key_idx` ON `intake_plans` (`programme_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `intake_plans_school_idx` ON `intake_plans` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `intake_plans_year_idx` ON `intake_plans` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `pathways` (
	`id` text PRIMARY KEY NOT NULL,
	`from_programme_id` text NOT NULL,
	`to_programme_id` text NOT NULL,
	`share` real NOT NULL,
	`seats` integer,
	`first_year` integer NOT NULL,
	`closed_year` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`from_programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pathways_from_idx` ON `pathways` (`from_programme_id`,`id`);--> statement-breakpoint
CREATE INDEX `pathways_to_idx` ON `pathways` (`to_programme_id`,`id`);--> statement-breakpoint
CREATE TABLE `rule_findings` (
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`rule_id` text NOT NULL,
	`rule_version` integer NOT NULL,
	`edited` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`subject_name` text NOT NULL,
	`major_code` text,
	`level` text,
	`outcome` text NOT NULL,
	`step` text,
	`direction` text NOT NULL,
	`numbers` text NOT NULL,
	`missing` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `rule_findings_rule_idx` ON `rule_findings` (`run_id`,`rule_id`,`key`);--> statement-breakpoint
CREATE INDEX `rule_findings_major_idx` ON `rule_findings` (`run_id`,`major_code`,`outcome`,`key`);--> statement-breakpoint
CREATE TABLE `rule_overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`rule_version` integer NOT NULL,
	`thresholds` text NOT NULL,
	`note` text,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rule_overrides_rule_idx` ON `rule_overrides` (`rule_id`,`id`);--> statement-breakpoint
CREATE TABLE `run_evaluations` (
	`run_id` text NOT NULL,
	`against_run_id` text NOT NULL,
	`region_code` text NOT NULL,
	`simulated` integer NOT NULL,
	`as_of_year` integer NOT NULL,
	`against_year` integer NOT NULL,
	`side` text NOT NULL,
	`years_ahead` integer NOT NULL,
	`n` integer NOT NULL,
	`mae` real NOT NULL,
	`naive_mae` real NOT NULL,
	`ratio` real,
	`coverage80` real NOT NULL,
	`coverage95` real NOT NULL,
	`bias` real NOT NULL,
	`misses` text NOT NULL,
	`evaluated_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `against_run_id`, `side`, `years_ahead`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`against_run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `run_evaluations_against_idx` ON `run_evaluations` (`against_run_id`);--> statement-breakpoint
CREATE TABLE `run_survival` (
	`run_id` text NOT NULL,
	`programme_id` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`survival` real NOT NULL,
	`basis` real NOT NULL,
	PRIMARY KEY(`run_id`, `programme_id`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `run_survival_level_idx` ON `run_survival` (`run_id`,`level`,`programme_id`);--> statement-breakpoint
CREATE TABLE `seat_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`major_code` text NOT NULL,
	`programme_id` text,
	`entry_year` integer NOT NULL,
	`base_year` integer NOT NULL,
	`seats` integer NOT NULL,
	`status` text NOT NULL,
	`note` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision_note` text,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `seat_requests_major_idx` ON `seat_requests` (`major_code`,`status`,`entry_year`,`id`);--> statement-breakpoint
CREATE INDEX `seat_requests_school_idx` ON `seat_requests` (`school_id`,`id`);