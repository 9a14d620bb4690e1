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